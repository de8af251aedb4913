using Ao.Agents;
using Ao.Runtimes;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Reads a file of lines of JSON that grows.</summary>
internal sealed class LogTail
{
    private const int ChunkSize = 64 * 1024;
    private readonly JsonLines _lines = new(0);
    private readonly byte[] _chunk = new byte[ChunkSize];

    /// <summary>Gets the position behind what was read.</summary>
    public long Position => _lines.Position;

    /// <summary>Reads the lines that have been completed since the last time.</summary>
    /// <param name="file">The file, which need not be there yet.</param>
    /// <param name="unreadable">Takes what cannot be read.</param>
    public IEnumerable<JsonLine> Read(string file, Action<OutputUnreadable> unreadable)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        stream.Seek(_lines.Position, SeekOrigin.Begin);
        while (stream.Read(_chunk) is > 0 and var count)
        {
            foreach (var line in _lines.Push(new RunOutput(_lines.Position, _chunk.AsMemory(0, count)), unreadable))
            {
                yield return line;
            }
        }
    }
}
