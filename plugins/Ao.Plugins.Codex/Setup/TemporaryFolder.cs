namespace Ao.Plugins.Codex.Setup;

/// <summary>The session's own temporary folder, which Codex' sandbox lets commands write to in place of the machine's.</summary>
internal static class TemporaryFolder
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public static string Of(string homeFolder) => Path.Combine(homeFolder, "tmp");

    public static string Make(string homeFolder)
    {
        var folder = Of(homeFolder);
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly);
        }

        return folder;
    }
}
