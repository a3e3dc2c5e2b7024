/** What was sold: subscriptions, and how their buyers come to a token. */
@NullMarked
package ai.kamiyo.domain.billing;

import org.jspecify.annotations.NullMarked;
