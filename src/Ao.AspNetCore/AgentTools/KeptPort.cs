using System.Globalization;
using System.Net;

namespace Ao.AspNetCore.AgentTools;

/// <summary>The port that the tools were served at last, so that agents that outlive the host find the next one.</summary>
internal sealed class KeptPort(string folder)
{
    private readonly string _path = Path.Combine(folder, "port");

    /// <summary>Reads the port; <see langword="null"/> where none was kept, or what was kept is none.</summary>
    public async Task<int?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(_path))
        {
            return null;
        }

        var text = await File.ReadAllTextAsync(_path, cancellationToken).ConfigureAwait(false);
        return int.TryParse(text.AsSpan().Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort ? port : null;
    }

    /// <summary>Keeps the port: whole or not at all.</summary>
    public async Task WriteAsync(int port, CancellationToken cancellationToken)
    {
        var draft = $"{_path}.new";
        await File.WriteAllTextAsync(draft, port.ToString(CultureInfo.InvariantCulture), cancellationToken).ConfigureAwait(false);
        File.Move(draft, _path, overwrite: true);
    }
}
