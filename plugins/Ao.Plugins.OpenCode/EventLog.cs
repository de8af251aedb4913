using Ao.Runtimes;

namespace Ao.Plugins.OpenCode;

/// <summary>Reads the log that OpenCode writes through our plugin, from its beginning on.</summary>
internal sealed class EventLog(string file) : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private FileStream? _stream;

    /// <summary>Gives what was written since, or <see langword="null"/> where nothing was.</summary>
    public async ValueTask<RunOutput?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_stream is null && !File.Exists(file))
        {
            return null;
        }

        _stream ??= new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var position = _stream.Position;
        var count = await _stream.ReadAsync(_buffer, cancellationToken).ConfigureAwait(false);
        return count == 0 ? null : new RunOutput(position, _buffer.AsMemory(0, count));
    }

    public void Dispose() => _stream?.Dispose();
}
