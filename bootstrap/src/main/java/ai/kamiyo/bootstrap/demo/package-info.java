/** A short session with the server, told to a person. */
@NullMarked
package ai.kamiyo.bootstrap.demo;

import org.jspecify.annotations.NullMarked;
