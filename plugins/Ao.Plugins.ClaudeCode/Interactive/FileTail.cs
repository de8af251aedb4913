using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.ClaudeCode.Interactive;

/// <summary>Reads the lines of a file that grows.</summary>
/// <param name="path">The file, which may not be there yet.</param>
/// <param name="position">The position to begin at, the beginning of a line.</param>
internal sealed class FileTail(string path, long position)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private readonly JsonLines _lines = new(position);

    /// <summary>Gets the file.</summary>
    public string Path => path;

    /// <summary>Reads the lines that have been finished since.</summary>
    public IEnumerable<JsonLine> Read(Action<OutputUnreadable> unreadable)
    {
        using var stream = Open();
        if (stream is null)
        {
            yield break;
        }

        stream.Position = _lines.Position;
        while (stream.Read(_buffer) is > 0 and var count)
        {
            foreach (var line in _lines.Push(new RunOutput(_lines.Position, _buffer.AsMemory(0, count)), unreadable))
            {
                yield return line;
            }
        }
    }

    private FileStream? Open()
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
