// The smallest server on the TypeScript SDK that offers search_exploits; it answers a constant.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "peer", version: "1" });
server.registerTool(
  "search_exploits",
  { description: "Finds exploits.", inputSchema: { query: z.string() } },
  async () => ({ content: [{ type: "text", text: "none" }] }),
);
await server.connect(new StdioServerTransport());
