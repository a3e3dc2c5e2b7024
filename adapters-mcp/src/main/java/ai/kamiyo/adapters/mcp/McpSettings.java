package ai.kamiyo.adapters.mcp;

/**
 * What the adapter is told about the server it speaks for.
 *
 * @param environment {@code development} or {@code production}
 * @param upgradeUrl where a customer buys a tier
 * @param supportUrl where a customer asks for help
 * @param walletMonitoring whether {@code check_wallet_interactions} is offered
 */
public record McpSettings(
    String serverName,
    String serverVersion,
    String description,
    String environment,
    String upgradeUrl,
    String supportUrl,
    boolean walletMonitoring) {}
