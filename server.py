"""The same frame as an ASGI app: what Streamlit alone does not do for a public server."""

import streamlit as st
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route


async def _health(_: Request) -> JSONResponse:
    return JSONResponse({"status": "ok"})


app = st.App("streamlit_app.py", routes=[Route("/healthz", _health)])
