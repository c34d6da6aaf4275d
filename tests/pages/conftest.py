"""The pages as AppTest runs them, without a browser."""

from collections.abc import Iterator

import pytest
from streamlit.components.v2 import manifest_scanner


@pytest.fixture(scope="session", autouse=True)
def no_components_from_elsewhere() -> Iterator[None]:
    """AppTest looks through every installed package for components at each run: ten times as long as a page takes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        yield
