/** Use cases about wallets. */
@NullMarked
package ai.kamiyo.application.wallet;

import org.jspecify.annotations.NullMarked;
