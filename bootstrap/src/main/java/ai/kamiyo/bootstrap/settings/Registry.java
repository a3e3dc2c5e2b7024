package ai.kamiyo.bootstrap.settings;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every setting there is, grouped for reading. */
final class Registry {
  static final List<Group> GROUPS =
      List.of(
          new Group("Server", Server.ALL),
          new Group("Data", Feeds.ALL),
          new Group("KAMIYO API", KamiyoApi.ALL),
          new Group("Callers", Access.ALL),
          new Group("Rate limits", Limits.ALL),
          new Group("Tokens", Tokens.ALL),
          new Group("Web", Web.ALL),
          new Group("Billing", Billing.ALL),
          new Group("Storage", Storage.ALL),
          new Group("Features", Features.ALL),
          new Group("Wallet evidence", Wallet.ALL),
          new Group("Logging", Logging.ALL));

  private Registry() {}

  static List<Setting<?>> all() {
    List<Setting<?>> all = new ArrayList<>();
    GROUPS.forEach(group -> all.addAll(group.settings()));
    return all;
  }

  static Set<String> names() {
    Set<String> names = new LinkedHashSet<>();
    all().forEach(setting -> names.add(setting.name()));
    return names;
  }

  /** Settings that belong together. */
  record Group(String title, List<Setting<?>> settings) {}
}
