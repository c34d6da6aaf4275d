"""QR codes, drawn by the server as SVG: for a projector, so that a room of phones finds what is on screen."""

import io

import segno
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

LONGEST = 1_200  # characters: more makes a code that no phone reads from a wall


async def serve(request: Request) -> Response:
    """The QR code of a link given as `text`; other texts are none of ours."""
    text = request.query_params.get("text", "")
    if not text.startswith(("http://", "https://")) or len(text) > LONGEST:
        return Response("Not a link that a QR code can hold.", 400, media_type="text/plain")
    picture = io.BytesIO()
    segno.make(text, error="m", micro=False).save(picture, kind="svg", scale=8, border=2)
    headers = {"Cache-Control": "private, max-age=3600", "X-Content-Type-Options": "nosniff"}
    return Response(picture.getvalue(), media_type="image/svg+xml", headers=headers)


ROUTE = Route("/{before:path}qr.svg", serve, methods=["GET"])
