namespace Ao.Plugins.LocalProcess;

/// <summary>Finds the programs of the system that the runtime works with.</summary>
internal static class SystemTool
{
    private const string SystemPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public static string? TryFind(string name) => ProgramPath.Find(name, Environment.GetEnvironmentVariable("PATH"), "/") ?? ProgramPath.Find(name, SystemPath, "/");

    /// <exception cref="AoException">It is not installed.</exception>
    public static string Find(string name) => TryFind(name)
        ?? throw new AoException($"The program '{name}' was not found. The local-process runtime needs it: install the packages util-linux and coreutils.");
}
