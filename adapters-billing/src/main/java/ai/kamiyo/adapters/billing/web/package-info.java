/** The pages and endpoints of what is sold. */
@NullMarked
package ai.kamiyo.adapters.billing.web;

import org.jspecify.annotations.NullMarked;
