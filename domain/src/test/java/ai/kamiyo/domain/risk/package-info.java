@org.jspecify.annotations.NullMarked
package ai.kamiyo.domain.risk;
