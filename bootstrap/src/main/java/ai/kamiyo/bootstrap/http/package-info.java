/** The web server: what stands in front of MCP's servlets, and what stands beside them. */
@NullMarked
package ai.kamiyo.bootstrap.http;

import org.jspecify.annotations.NullMarked;
