namespace Ao.Runs;

/// <summary>Finds programs as a shell would.</summary>
internal static class ProgramPath
{
    /// <summary>Finds a program: a path as it is, seen from the working folder; a name on the search path.</summary>
    /// <returns>The full path, or <see langword="null"/> where there is no such executable file.</returns>
    public static string? Find(string program, string? searchPath, string workingDirectory)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            var path = Path.GetFullPath(program, workingDirectory);
            return IsExecutable(path) ? path : null;
        }

        return (searchPath ?? "/usr/local/bin:/usr/bin:/bin").Split(':')
            .Select(folder => Path.GetFullPath(Path.Combine(folder, program), workingDirectory))
            .FirstOrDefault(IsExecutable);
    }

    private static bool IsExecutable(string path)
    {
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
