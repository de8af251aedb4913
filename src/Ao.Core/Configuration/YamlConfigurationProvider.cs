using System.Text;
using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Reads a YAML file into a configuration and remembers where each key stands.</summary>
/// <param name="name">The file as its user names it.</param>
/// <param name="path">The file.</param>
/// <param name="optional">Whether it may be missing.</param>
internal sealed class YamlConfigurationProvider(string name, string path, bool optional) : ConfigurationProvider
{
    /// <summary>The largest file that is read, in bytes.</summary>
    internal const int MaxSize = 1024 * 1024;

    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private IReadOnlyDictionary<string, string> _places = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override void Load()
    {
        if (ReadText() is not { } text)
        {
            return;
        }

        var reader = new YamlReader(Printable.Quote(name));
        reader.Read(text);
        if (reader.Problems.Count > 0)
        {
            throw new ConfigurationException($"The file '{Printable.Quote(path)}'", reader.Problems);
        }

        Data = reader.Values;
        _places = reader.Places;
    }

    /// <inheritdoc/>
    public override bool TryGet(string key, out string? value)
    {
        if (!key.EndsWith(YamlPlace.Suffix, StringComparison.Ordinal))
        {
            return base.TryGet(key, out value);
        }

        var place = key[..^YamlPlace.Suffix.Length].TrimEnd(':');
        var found = _places.TryGetValue(place, out var position);
        value = found ? YamlPlace.Encode(position!, Data.TryGetValue(place, out var text) ? text : null) : null;
        return found;
    }

    private string? ReadText()
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[MaxSize + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length > MaxSize
                ? throw Problem($"is larger than {MaxSize / 1024} KB. A configuration is small: is this the right file?")
                : Decode(bytes.AsSpan(0, length));
        }
        catch (Exception exception) when (optional && exception is (FileNotFoundException or DirectoryNotFoundException))
        {
            return null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Problem("is not there. Create it, or correct its path");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Problem($"cannot be read: {Printable.Clean(exception.Message)}");
        }
    }

    private string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
        {
            bytes = bytes[3..];
        }

        try
        {
            return s_strict.GetString(bytes);
        }
        catch (DecoderFallbackException exception)
        {
            throw Problem($"is not UTF-8 text (byte {exception.Index}). Save it as UTF-8");
        }
    }

    private ConfigurationException Problem(string text) => new($"The file '{Printable.Quote(path)}'", [$"{Printable.Quote(name)}: {text}"]);
}
