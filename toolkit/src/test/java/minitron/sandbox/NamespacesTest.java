package minitron.sandbox;

class NamespacesTest implements HostilePrograms {
  private static final Sought SOUGHT =
      Sought.of(
          Isolation.NAMESPACES, "unshare --user --map-root-user --mount --net --pid --fork true");

  @Override
  public Sandbox sandbox() {
    return SOUGHT.require();
  }

  @Override
  public Isolation way() {
    return Isolation.NAMESPACES;
  }
}
