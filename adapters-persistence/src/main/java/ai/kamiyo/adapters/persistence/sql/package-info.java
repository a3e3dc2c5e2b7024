/** The database: how it is opened, migrated, asked. */
@NullMarked
package ai.kamiyo.adapters.persistence.sql;

import org.jspecify.annotations.NullMarked;
