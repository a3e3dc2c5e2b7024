/** Stripe: what it tells, and what it is asked. Its JSON is read here, whatever version it has. */
@NullMarked
package ai.kamiyo.adapters.billing.stripe;

import org.jspecify.annotations.NullMarked;
