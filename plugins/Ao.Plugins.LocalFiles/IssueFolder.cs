using Ao.Files;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ao.Plugins.LocalFiles;

/// <summary>A project's folder: which file is where, and how one is read and written.</summary>
internal sealed class IssueFolder(string root)
{
    private const int Format = 1;
    private readonly string _issues = Path.Combine(root, "issues");
    private readonly string _reports = Path.Combine(root, "reports");
    private readonly string _operations = Path.Combine(root, "operations");

    public static int CurrentFormat => Format;

    public string Root => root;

    public string Lock => Path.Combine(root, ".lock");

    public string State => Path.Combine(root, "state.json");

    public string Issues => _issues;

    /// <summary>Tells whether a text is an id of this tracker. Nothing else ever becomes part of a path.</summary>
    public static bool IsId(string? id) => id is { Length: > 0 and <= 18 } && id[0] != '0' && !id.AsSpan().ContainsAnyExceptInRange('0', '9');

    public string Issue(string id) => Path.Combine(_issues, $"{id}.json");

    /// <summary>The folder of an issue's files. Their names are a number and what is harmless of the name that they came with.</summary>
    public string Files(string id) => Path.Combine(_issues, $"{id}.files");

    public string Report(string id) => Path.Combine(_reports, $"{id}.json");

    /// <summary>A key holds slashes and dots and can be longer than a file's name, so its hash names the file.</summary>
    public string Operation(OperationKey key) => Path.Combine(_operations, $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key.Value)))}.json");

    public void Create()
    {
        foreach (var folder in (string[])[root, _issues, _reports, _operations])
        {
            DurableFile.CreateFolder(folder);
        }
    }

    public IReadOnlyList<long> Ids() =>
        Directory.Exists(_issues)
            ? [.. Directory.EnumerateFiles(_issues, "*.json").Select(Path.GetFileNameWithoutExtension).Where(IsId).Select(id => long.Parse(id!, CultureInfo.InvariantCulture))]
            : [];

    public static async ValueTask<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous);
            await using (file.ConfigureAwait(false))
            {
                if (file.Length > TextLimits.MaxFileBytes)
                {
                    throw Damaged(path, $"it is larger than {TextLimits.MaxFileBytes} bytes", null);
                }

                return await JsonSerializer.DeserializeAsync(file, type, cancellationToken).ConfigureAwait(false) ?? throw Damaged(path, "it holds null", null);
            }
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw Damaged(path, exception.Message, exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"The file '{path}' cannot be read: {exception.Message} Mend the disk or the file's permissions.", exception);
        }
    }

    public static async ValueTask WriteAsync<T>(string path, T content, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(content, type);
        if (bytes.Length > TextLimits.MaxFileBytes)
        {
            throw new AoException($"'{path}' would have {bytes.Length} bytes, and a file can have {TextLimits.MaxFileBytes}. Close the issue and go on in a new one.");
        }

        try
        {
            await DurableFile.WriteAsync(path, bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"'{path}' cannot be written: {exception.Message} Free space or mend the permissions; what was there before is intact.", exception);
        }
    }

    public static async ValueTask WriteFileAsync(string folder, string name, byte[] content, CancellationToken cancellationToken)
    {
        try
        {
            DurableFile.CreateFolder(folder);
            await DurableFile.WriteAsync(Path.Combine(folder, name), content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new AoException($"'{Path.Combine(folder, name)}' cannot be written: {exception.Message} Free space or mend the permissions; the issue is as it was.", exception);
        }
    }

    public static AoException Damaged(string path, string reason, Exception? cause) =>
        new($"The file '{path}' is damaged: {Printable.Clean(reason)} Mend it by hand, or move it away. The other issues are not affected.", cause);
}
