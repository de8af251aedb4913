using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ao.Files;
using Ao.Plugins;

namespace Ao.Plugins.GitHub.Notes;

/// <summary>A folder of small files in the plugin's data folder, each replaced as a whole.</summary>
internal sealed class NoteFile(PluginEnvironment environment, string folder)
{
    private readonly string _folder = Path.Combine(environment.DataFolder, folder);

    public async ValueTask<T?> ReadAsync<T>(string name, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        var path = PathOf(name);
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096, useAsync: true);
            await using (file.ConfigureAwait(false))
            {
                return await JsonSerializer.DeserializeAsync(file, type, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new AoException($"'{path}' cannot be read: {Printable.Clean(exception.Message)} See what changed it; without the file it is as if '{Printable.Quote(name)}' had never been.", exception);
        }
    }

    public async ValueTask WriteAsync<T>(string name, T value, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var path = PathOf(name);
        try
        {
            DurableFile.CreateFolder(_folder);
            await DurableFile.WriteAsync(path, JsonSerializer.SerializeToUtf8Bytes(value, type), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"'{path}' cannot be written: {Printable.Clean(exception.Message)} Make room, or let the host write there.", exception);
        }
    }

    /// <summary>Removes what was written before a moment.</summary>
    public void Prune(DateTimeOffset before)
    {
        if (!Directory.Exists(_folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(_folder, "*.json"))
        {
            if (File.GetLastWriteTimeUtc(path) < before.UtcDateTime)
            {
                File.Delete(path);
            }
        }
    }

    private string PathOf(string name) => Path.Combine(_folder, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))}.json");
}
