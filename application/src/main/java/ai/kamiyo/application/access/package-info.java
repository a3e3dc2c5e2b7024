/** Use cases about who calls: tokens, and what a customer has. */
@NullMarked
package ai.kamiyo.application.access;

import org.jspecify.annotations.NullMarked;
