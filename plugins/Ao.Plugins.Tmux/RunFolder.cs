using System.Text.Json;
using Ao.Runtimes;

namespace Ao.Plugins.Tmux;

/// <summary>The files of one run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Path">The folder.</param>
internal sealed record RunFolder(RunId Run, string Path)
{
    /// <summary>Gets the tmux session's name. tmux allows no dot in it, and ids have no underscore.</summary>
    public string SessionName => Run.ToString().Replace('.', '_');

    public string Launch => File("launch");

    public string Output => File("output");

    public bool IsClaimed => Directory.Exists(File("claim"));

    /// <summary>Gets whether all that the program wrote is in the output.</summary>
    public bool IsOutputComplete => System.IO.File.Exists(File("ended"));

    public ProcessIdentity? ReadKeeper() => ProcessIdentity.Parse(Read("keeper"));

    public RunExit? ReadExit() => RunExit.Parse(Read("exit"));

    /// <summary>Reads what the run's processes are found by.</summary>
    public TreeMarks ReadMarks()
    {
        var keeper = ReadKeeper();

        // A pane's first process leads the pane's session.
        return new TreeMarks(ReadRecord() is { } record ? LaunchScript.MarkerOf(Run, record) : null, keeper, Leader: keeper, ReadExit()?.At);
    }

    public RunRecord? ReadRecord()
    {
        try
        {
            return Read("record.json") is { } text ? JsonSerializer.Deserialize(text, TmuxJson.Default.RunRecord) : null;
        }
        catch (JsonException)
        {
            // It is written whole or not at all; a damaged one is as good as none: the run was never started.
            return null;
        }
    }

    /// <summary>Writes the record of the run, unless there is one.</summary>
    public void TryCreate(RunRecord record)
    {
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        if (ReadRecord() is null)
        {
            var temporary = File($"record.{record.Nonce}");
            System.IO.File.WriteAllText(temporary, JsonSerializer.Serialize(record, TmuxJson.Default.RunRecord));
            System.IO.File.Move(temporary, File("record.json"), overwrite: true);
        }
    }

    private string File(string name) => System.IO.Path.Combine(Path, name);

    private string? Read(string name)
    {
        try
        {
            return System.IO.File.ReadAllText(File(name)).Trim();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
