namespace Ao.Agents.Tools;

/// <summary>Looks for the program before anything is spawned.</summary>
internal static class ProgramFinder
{
    /// <summary>Tells whether a program is named by a path seen from the workspace, which is not there before a session has one.</summary>
    public static bool IsWithinWorkspace(string program) => program.AsSpan().ContainsAny('/', Path.DirectorySeparatorChar) && !Path.IsPathRooted(program);

    public static string? Find(string program, string? searchPath) =>
        Path.IsPathRooted(program)
            ? (IsExecutable(program) ? program : null)
            : (searchPath ?? "").Split(Path.PathSeparator).Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(IsExecutable);

    private static bool IsExecutable(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return File.Exists(path) || File.Exists(path + ".exe");
        }

        try
        {
            return File.Exists(path) && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
        }
        catch (IOException)
        {
            // A link that leads nowhere, or in a circle, is no program.
            return false;
        }
    }
}
