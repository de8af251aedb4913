namespace Ao.EndToEnd.Tests.RedTeam;

/// <summary>Sets permissions where there are any.</summary>
internal static class Permissions
{
    public static void OwnerOnly(string path) => Set(path, Directory.Exists(path) ? (UnixFileMode)0b111_000_000 : (UnixFileMode)0b110_000_000);

    public static void ForAllToRun(string path) => Set(path, (UnixFileMode)0b111_101_101);

    public static void ForAllToWrite(string path) => Set(path, (UnixFileMode)0b111_111_111);

    private static void Set(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
