"""The smallest FastMCP server that offers search_exploits; it answers a constant."""

from fastmcp import FastMCP

server = FastMCP("peer")


@server.tool
def search_exploits(query: str) -> str:
    """Finds exploits."""
    return "none"


server.run(transport="stdio", show_banner=False)
