/** Usage rows on their way to the database, kept safe from crashes in files. */
@NullMarked
package ai.kamiyo.adapters.persistence.journal;

import org.jspecify.annotations.NullMarked;
