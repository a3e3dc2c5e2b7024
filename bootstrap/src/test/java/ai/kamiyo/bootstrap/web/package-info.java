/** The server over HTTP, as its clients, its browsers and its attackers meet it. */
@NullMarked
package ai.kamiyo.bootstrap.web;

import org.jspecify.annotations.NullMarked;
