using System.Text.Json;
using Ao.Runtimes;

namespace Ao.Plugins.LocalProcess;

/// <summary>The folder of a run: what the host asked for and what the keeper wrote down.</summary>
internal sealed class RunFolder(RunId run, string path)
{
    public const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public RunId Run => run;

    public string Path => path;

    /// <summary>Both output streams, in the order they were written; standard output alone where the other is kept apart.</summary>
    public string Output => System.IO.Path.Combine(path, "output");

    public string Error => System.IO.Path.Combine(path, "error");

    /// <summary>The pipe that a channel's input goes through.</summary>
    public string Input => System.IO.Path.Combine(path, "input");

    public string Exit => System.IO.Path.Combine(path, "exit");

    private string Request => System.IO.Path.Combine(path, "request.json");

    /// <summary>Reads what was asked for, or <see langword="null"/> where there is no such run, or a power cut took its record.</summary>
    public RunRecord? ReadRecord()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Request), RunRecordJson.Default.RunRecord);
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Writes down what is about to be started, whole or not at all.</summary>
    public void WriteRecord(RunRecord record)
    {
        var file = System.IO.Path.Combine(path, $".request.{record.Nonce}");
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(record, RunRecordJson.Default.RunRecord));
        File.Move(file, Request, overwrite: true);
    }

    public string Claim(string nonce) => System.IO.Path.Combine(path, $"claim.{nonce}");

    /// <summary>Gives a start up for good: its keeper, should it still come, ends without doing anything.</summary>
    /// <returns><see langword="false"/> where the keeper was there first.</returns>
    public bool TryGiveUp(string nonce)
    {
        try
        {
            using var claim = new FileStream(Claim(nonce), FileMode.CreateNew);
            return true;
        }
        catch (IOException) when (File.Exists(Claim(nonce)))
        {
            // A keeper's claim appears with its content; an empty one is a host's.
            return new FileInfo(Claim(nonce)).Length == 0;
        }
    }

    public ProcessIdentity? ReadKeeper(string nonce) => ProcessIdentity.Parse(ReadLine(Claim(nonce)));

    public ProcessIdentity? ReadProgram() => ProcessIdentity.Parse(ReadLine(System.IO.Path.Combine(path, "program")));

    public RunExit? ReadExit() => RunExit.Parse(ReadLine(Exit));

    public string MarkerOf(RunRecord record) => $"{run}:{record.Nonce}";

    /// <summary>Reads what the processes of a start are found by.</summary>
    public TreeMarks ReadMarks(RunRecord record) => new(MarkerOf(record), ReadKeeper(record.Nonce), Leader: ReadProgram(), ReadExit()?.At);

    // A line without its end is still being written, or never will be.
    private static string? ReadLine(string file)
    {
        try
        {
            return File.ReadAllText(file) is { Length: > 1 } text && text[^1] == '\n' ? text[..^1] : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
