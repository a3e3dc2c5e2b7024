/** Addresses of wallets, the lists they are on, and what is known of their exposure. */
@NullMarked
package ai.kamiyo.domain.wallet;

import org.jspecify.annotations.NullMarked;
