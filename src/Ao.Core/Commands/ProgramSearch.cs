namespace Ao.Commands;

/// <summary>Finds the file of a program on the search path only. Left to itself, .NET would look beside the host and in the current folder first, where an agent may have put a program of that name.</summary>
internal static class ProgramSearch
{
    public static string Find(CommandRequest request, IReadOnlyDictionary<string, string> variables)
    {
        var program = request.Command.Program;
        if (OperatingSystem.IsWindows())
        {
            return program;
        }

        if (program.Contains('/', StringComparison.Ordinal))
        {
            return Path.GetFullPath(program, Path.GetFullPath(request.WorkingDirectory ?? "."));
        }

        var searchPath = variables.GetValueOrDefault("PATH") ?? Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
        return Find(program, searchPath) ?? throw new CommandNotFoundException(program);
    }

    /// <summary>Finds a program of the system on the host's own search path, or nothing where it is not installed.</summary>
    public static string? FindTool(string program) => Find(program, Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin");

    private static string? Find(string program, string searchPath) =>
        searchPath.Split(':')
            .Where(Path.IsPathRooted)
            .Select(folder => Path.Combine(folder, program))
            .FirstOrDefault(IsExecutable);

    public static bool IsExecutable(string path)
    {
        try
        {
            return File.Exists(path)
                && !OperatingSystem.IsWindows()
                && (File.GetUnixFileMode(path) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
        }
        catch (IOException)
        {
            // A link that leads nowhere, or in a circle, is no program.
            return false;
        }
    }
}
