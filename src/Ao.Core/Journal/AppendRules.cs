using System.Text.Json;
using System.Text.Unicode;

namespace Ao.Journal;

/// <summary>What an append must be, so that the journal can be exported and read for ever.</summary>
internal static class AppendRules
{
    private const int NameLimit = 512;
    private const int DataLimit = 16 * 1024 * 1024;

    public static void Check(IReadOnlyList<StreamAppend> appends)
    {
        ArgumentNullException.ThrowIfNull(appends);
        var count = 0;
        foreach (var append in appends)
        {
            Name(append.Stream, "stream");
            foreach (var fact in append.Facts)
            {
                Fact(fact.Type, fact.Schema, fact.Data);
                count++;
            }
        }

        if (count == 0)
        {
            throw new JournalException("An append without facts was refused: there is nothing to keep.");
        }
    }

    /// <summary>Checks what does not depend on the stream.</summary>
    public static void Fact(string type, int schema, ReadOnlyMemory<byte> data)
    {
        Name(type, "kind of a fact");
        if (schema < 1)
        {
            throw new JournalException($"A fact '{type}' of form {schema} was refused: forms are numbered from 1.");
        }

        if (data.Length > DataLimit)
        {
            throw new JournalException($"A fact '{type}' of {data.Length} bytes was refused: a fact holds at most {DataLimit}. Keep bulk content in a file and its name in the fact.");
        }

        if (!Utf8.IsValid(data.Span))
        {
            throw new JournalException($"A fact '{type}' was refused: its content is not UTF-8.");
        }

        try
        {
            var reader = new Utf8JsonReader(data.Span);
            while (reader.Read())
            {
                // Reading to the end is the check.
            }
        }
        catch (JsonException exception)
        {
            throw new JournalException($"A fact '{type}' was refused: its content is no JSON. {exception.Message}", exception);
        }
    }

    /// <summary>Checks a name.</summary>
    public static void Name(string name, string what)
    {
        if (string.IsNullOrEmpty(name) || name.Length > NameLimit || name.Any(char.IsControl))
        {
            throw new JournalException($"The name '{Printable.Quote(name)}' of a {what} was refused: a name has 1 to {NameLimit} characters, none of them a control character.");
        }
    }
}
