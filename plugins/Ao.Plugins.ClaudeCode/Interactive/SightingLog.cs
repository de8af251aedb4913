using System.Text.Json;
using Ao.Plugins.ClaudeCode.Launch;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>The log of a run's sightings. The tool writes in several places at once, so this log puts what is seen into one order, and a position in it is the cursor of an interactive run.</summary>
internal sealed class SightingLog : IDisposable
{
    private readonly FileStream _file;

    public SightingLog(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.Read };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        _file = new FileStream(path, options);
    }

    /// <summary>Gets the position behind the last sighting.</summary>
    public long End { get; private set; }

    /// <summary>Reads what an earlier connection has seen, and removes the half of a line that it may have died in.</summary>
    public IEnumerable<(Sighting Sighting, long End)> Replay()
    {
        var lines = new JsonLines(0);
        var buffer = new byte[64 * 1024];
        _file.Position = 0;
        while (_file.Read(buffer) is > 0 and var count)
        {
            foreach (var line in lines.Push(new RunOutput(lines.Position, buffer.AsMemory(0, count)), static _ => { }))
            {
                End = line.End;
                if (JsonSerializer.Deserialize(line.Object, ClaudeJson.Default.Sighting) is { } sighting)
                {
                    yield return (sighting, line.End);
                }
            }
        }

        _file.SetLength(End);
        _file.Position = End;
    }

    /// <summary>Adds a sighting.</summary>
    /// <returns>The position behind it.</returns>
    public long Append(Sighting sighting)
    {
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(sighting, ClaudeJson.Default.Sighting), (byte)'\n'];
        _file.Write(line);
        _file.Flush();
        return End += line.Length;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
