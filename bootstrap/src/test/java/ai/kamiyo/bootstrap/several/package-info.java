/** Several instances that share a database and a Redis. */
@NullMarked
package ai.kamiyo.bootstrap.several;

import org.jspecify.annotations.NullMarked;
