package ai.kamiyo.architecture.planted.surface.adapters.mcp.wire;

/** Planted: public because the door needs it. */
public interface Needed {
  Vain vain();
}
