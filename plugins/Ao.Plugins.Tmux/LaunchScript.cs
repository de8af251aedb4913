using System.Text;
using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>Writes the script that becomes the program. Environment and arguments are in this file alone, which only its owner can read and which removes itself.</summary>
internal static class LaunchScript
{
    public static string MarkerOf(RunId run, RunRecord record) => $"{run}:{record.Nonce}";

    /// <exception cref="AoException">The program is not found, or a variable cannot be set.</exception>
    public static string Of(RunRequest request, RunRecord record)
    {
        if (!Directory.Exists(request.WorkingDirectory))
        {
            throw new AoException($"The folder '{Printable.Quote(request.WorkingDirectory)}' to work in is not there. Make it, or give another one.");
        }

        if (request.SeparateError)
        {
            throw new AoException($"The run '{request.Run}' cannot be started: it asks for standard error apart, and a terminal has one stream only. Use a runtime that keeps it apart, such as local-process.");
        }

        if (request.Input.File is { } file && !File.Exists(file))
        {
            throw new AoException($"The file '{Printable.Quote(file)}' to read as input is not there.");
        }

        var program = ProgramPath.Find(request.Command.Program, request.Environment.GetValueOrDefault("PATH"), request.WorkingDirectory)
            ?? throw new Commands.CommandNotFoundException(request.Command.Program);

        var script = new StringBuilder("rm -f -- \"$0\"\n");
        script.Append("cd -- ").Append(Quote(request.WorkingDirectory)).Append(" || exit 126\nunset PWD OLDPWD\n");

        // A program on a terminal cannot work without knowing its kind, and only the runtime knows it.
        Export(script, "TERM", request.Environment.GetValueOrDefault("TERM") ?? "screen-256color");
        foreach (var (name, value) in request.Environment.Where(variable => variable.Key is not ("TERM" or ProcessTable.RunMarker)))
        {
            Export(script, name, value);
        }

        Export(script, ProcessTable.RunMarker, MarkerOf(request.Run, record));
        script.Append("exec ").Append(Quote(program));
        foreach (var argument in request.Command.Arguments)
        {
            script.Append(' ').Append(Quote(argument));
        }

        return script.Append(InputOf(request.Input)).Append('\n').ToString();
    }

    private static string InputOf(RunInput input) => input switch
    {
        { IsChannel: true } => "",
        { File: { } file } => $" <{Quote(file)}",
        _ => " </dev/null",
    };

    private static void Export(StringBuilder script, string name, string value)
    {
        if (name.Length == 0 || char.IsAsciiDigit(name[0]) || !name.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
        {
            throw new AoException($"The variable '{Printable.Quote(name)}' cannot be given to a program in tmux. Use a name of letters, digits and '_', not first a digit.");
        }

        script.Append("export ").Append(name).Append('=').Append(Quote(value)).Append('\n');
    }

    private static string Quote(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new AoException($"'{Printable.Quote(text)}' holds a NUL character, which cannot be passed to a program. Remove it.")
            : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}
