using System.Globalization;
using System.Text;
using Ao.Notifiers;

namespace Ao.Channels;

/// <summary>Writes a question that waits for consent as plain text: what would be done, exactly, and what helps to decide.</summary>
internal static class QuestionText
{
    private const int MaxName = 100;
    private const int MaxValue = 2_000;

    public static string Of(ConsentQuestion question)
    {
        var text = new StringBuilder("What would be done:\n");
        foreach (var (name, value) in QuestionLines.Parameters(question))
        {
            text.Append(CultureInfo.InvariantCulture, $"  {ChannelText.Cut(name, MaxName)}: {Indented(value)}\n");
        }

        foreach (var (name, value) in QuestionLines.Details(question))
        {
            text.Append(CultureInfo.InvariantCulture, $"{name}: {Indented(value)}\n");
        }

        return text.ToString().TrimEnd('\n');
    }

    /// <summary>Tells whether the text shows whole all that an answer is bound to. Where it does not, nobody may answer by it.</summary>
    public static bool ShowsWhole(ConsentQuestion question) => QuestionLines.Parameters(question).All(static parameter => parameter.Name.Length <= MaxName && parameter.Value.Length <= MaxValue);

    public static string Of(ConsentClosure closure) => $"The question needs no answer any more: {ChannelText.Cut(QuestionLines.Ending(closure), MaxValue)}.";

    // So that no line of a value passes for one of Ao's.
    private static string Indented(string value) => ChannelText.Cut(value, MaxValue).Replace("\n", "\n    ", StringComparison.Ordinal);
}
