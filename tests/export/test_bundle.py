"""Modules as one script: what it exports does what the modules do, and pages of it need nothing else."""

import base64
import json
import re
import subprocess
import zlib

import pytest

from engine.export import bundle as bundling
from engine.export.bundle import bundle, page
from tests.node_answers import NODE


def run(script: str) -> str:
    done = subprocess.run([str(NODE), "-"], input=script, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Modules of our own, instead of the app's."""
    monkeypatch.setattr(bundling, "ASSETS", tmp_path)

    def write(**files: str) -> None:
        for name, text in files.items():
            (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")

    return write


def test_every_form_of_import_and_export_is_kept(folder):
    folder(
        a="export const one = 1;\nexport function two() {\n  return one + 1;\n}\n"
        "const three = 3;\nexport { three as drei };\n",
        b='import { one, two as zwei } from "./a.js";\nimport * as all from "./a.js";\n'
        "export class Sum {\n  value = one + zwei() + all.drei;\n}\nexport function* count() {\n  yield 7;\n}\n",
        c='import {\n  count,\n  Sum\n} from "./b.js";\n\nexport default function ({ more }) {\n'
        "  return new Sum().value + [...count()][0] + more;\n}\n",
    )
    assert run(f"console.log({bundle('c.js')}.default({{ more: 100 }}))") == "113"


def test_a_module_imported_twice_runs_once(folder):
    folder(
        a='console.log("begun");\nexport const a = 1;\n',
        b='import { a } from "./a.js";\nexport const b = a;\n',
        c='import { a } from "./a.js";\nimport { b } from "./b.js";\nconsole.log(a + b);\n',
    )
    assert run(bundle("c.js")) == "begun\n2"


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"a": 'import { b } from "./b.js";\n', "b": 'import { a } from "./a.js";\n'}, "imports itself"),
        ({"a": "export let moving = 1;\n"}, "does not know the form"),
        ({"a": 'export * from "./b.js";\n', "b": ""}, "does not know the form"),
        ({"a": 'import { b } from "./../b.js";\n'}, "outside"),
    ],
)
def test_what_the_bundle_cannot_keep_is_refused(folder, files, says):
    folder(**files)
    with pytest.raises(ValueError, match=says):
        bundle("a.js")


def test_the_trainer_in_one_script_trains_as_its_modules_do():
    trainer, settings = bundle("region/trainer/trainer.js"), bundle("region/trainer/settings.js")
    script = f"const t = {trainer};\nconst {{ LESSON }} = {settings};\n"
    said = run(
        script + "new t.Trainer().film(LESSON).done.then((run) => console.log(run.curves.train.accuracy.at(-1)));"
    )
    assert said == "0.9455"


def test_a_page_carries_data_that_cannot_end_its_script_and_may_fetch_nothing(folder):
    folder(a='export default function (data, root) {\n  root.textContent = data + "</script>";\n}\n')
    made = page("a.js", [], "</script><b>\u2028", "A <title>")
    assert made.count("</script>") == 2
    assert "<title>A &lt;title&gt;</title>" in made
    assert "default-src &#x27;none&#x27;" in made
    carried = re.search(r'id="data">(.*?)</script>', made)
    assert carried
    assert json.loads(zlib.decompress(base64.b64decode(carried[1]))) == "</script><b>\u2028"
