using System.Text.Json;

namespace Ao.Plugins.Codex.Interactive;

/// <summary>Writes down what is typed, before it is, so that a later host knows which message Codex works on.</summary>
internal sealed class TypedTexts
{
    private readonly string _file;
    private readonly List<TypedText> _texts = [];

    public TypedTexts(string file)
    {
        _file = file;
        if (File.Exists(file))
        {
            _texts.AddRange(File.ReadLines(file).Select(Read).OfType<TypedText>());
        }
    }

    /// <summary>Adds a text that is about to be typed.</summary>
    public void Add(TypedText text)
    {
        lock (_texts)
        {
            // The line that a host was writing when it died is ended first.
            File.AppendAllText(_file, $"\n{JsonSerializer.Serialize(text, TypedTextJson.Default.TypedText)}\n");
            _texts.Add(text);
        }
    }

    /// <summary>Tells whether something was typed, and whether Codex has it.</summary>
    public (bool IsTyped, bool IsSeen) StateOf(string? messageId)
    {
        lock (_texts)
        {
            var typed = _texts.Where(text => text.MessageId == messageId).ToList();
            return (typed.Count > 0, typed.Exists(static text => text.IsSeen));
        }
    }

    /// <summary>Finds what was typed in a message that Codex' log has.</summary>
    public TypedText? See(string text)
    {
        var fingerprint = TypedText.FingerprintOf(text);
        lock (_texts)
        {
            if (_texts.Find(typed => !typed.IsSeen && typed.Fingerprint == fingerprint) is { } seen)
            {
                seen.IsSeen = true;
                return seen;
            }

            return null;
        }
    }

    private static TypedText? Read(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, TypedTextJson.Default.TypedText);
        }
        catch (JsonException)
        {
            // The half of a line that a host was writing when it died. Nothing was typed behind it.
            return null;
        }
    }
}
