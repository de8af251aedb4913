using Ao.Configuration;

namespace Ao.Alignment;

/// <summary>Writes the command that runs single test files: each stays an argument of its own, and none can be taken for an option.</summary>
internal static class TestCommandLine
{
    /// <summary>The argument in whose place the paths of the files come.</summary>
    public const string Files = "{files}";

    /// <summary>The argument in whose place the names of the files come, joined.</summary>
    public const string Names = "{names}";

    public static bool IsPlace(string argument) => argument is Files or Names;

    /// <summary>Tells whether a command can be told a file: there is no control character in its path, and where names are asked for, its name can stand in an expression.</summary>
    public static bool Takes(IEnumerable<string> command, string path) => !path.Any(char.IsControl) && (!command.Contains(Names) || IsPlain(NameOf(path)));

    /// <summary>Gives the command that runs files.</summary>
    public static VerificationCommandOptions Of(AlignmentOptions options, IReadOnlyList<string> files) => new()
    {
        Name = "tests",
        Command = [.. options.TestCommand.SelectMany(argument => argument switch
        {
            Files => files.Select(PathOf),
            Names => [string.Join('|', files.Select(NameOf).Distinct(StringComparer.Ordinal))],
            _ => [argument],
        })],
        Timeout = options.TestTimeout,
    };

    // A first character such as '-' or '@' means something to many programs.
    private static string PathOf(string path) => path[0] is '_' or '.' || char.IsLetterOrDigit(path[0]) ? path : $"./{path}";

    private static string NameOf(string path) => Path.GetFileNameWithoutExtension(path);

    private static bool IsPlain(string name) => name.Length > 0 && (name[0] == '_' || char.IsLetter(name[0])) && name.All(static character => character is '_' or '.' || char.IsLetterOrDigit(character));
}
