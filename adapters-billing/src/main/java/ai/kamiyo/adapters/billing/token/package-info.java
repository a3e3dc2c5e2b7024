/** Signing and verifying tokens; nobody else knows the library. */
@NullMarked
package ai.kamiyo.adapters.billing.token;

import org.jspecify.annotations.NullMarked;
