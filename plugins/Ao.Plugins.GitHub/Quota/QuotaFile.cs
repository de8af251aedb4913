using System.Text.Json;
using Ao.Files;
using Ao.Plugins.GitHub.Api;

namespace Ao.Plugins.GitHub.Quota;

/// <summary>Keeps what is known of a quota beyond the host's life.</summary>
internal sealed class QuotaFile(string path)
{
    public async ValueTask<QuotaState> ReadAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return new QuotaState();
        }

        try
        {
            return JsonSerializer.Deserialize(await File.ReadAllBytesAsync(path, cancellationToken).ConfigureAwait(false), GitHubJson.Default.QuotaState) ?? new QuotaState();
        }
        catch (JsonException)
        {
            // It is a help, not the truth, which the next answer tells.
            return new QuotaState();
        }
    }

    public ValueTask WriteAsync(QuotaState state) => DurableFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(state, GitHubJson.Default.QuotaState), CancellationToken.None);
}
