using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Ao.FakeModel.Conversations;

/// <summary>Says what the model answers: finds the script that the conversation names and where in it the conversation stands.</summary>
/// <remarks>Nothing is kept of a conversation but how many scripted failures it has met: where it stands is counted from the
/// request's own turns. So conversations can be resumed by another process, forked, and run beside each other.</remarks>
internal sealed partial class Director(Func<string, Script?> scripts, Func<string, string?> nameByWords)
{
    private readonly ConcurrentDictionary<string, int> _failuresMet = new(StringComparer.Ordinal);

    public Answer Direct(ModelRequest request)
    {
        if (SideRequest.AnswerTo(request) is { } side)
        {
            return new Answer { IsSide = true, Blocks = [new TextBlock(side)], Usage = new TokenCount(0, 0, 0) };
        }

        var start = FindMarker(request.Turns);
        var marker = start < 0 ? null : MarkerPattern().Matches(request.Turns[start].Text)[^1];
        if (marker is null)
        {
            start = FindWords(request.Turns);
        }

        var name = marker?.Groups["name"].Value ?? (start < 0 ? "default" : nameByWords(request.Turns[start].Text)!);
        var position = CountAnswers(request.Turns, Math.Max(start, 0));
        if (scripts(name) is not { } script)
        {
            return Say(name, position, $"fake-model: there is no script '{name}'");
        }

        if (position >= script.Turns.Count)
        {
            return Say(name, position, $"fake-model: the script '{name}' has ended");
        }

        var turn = script.Turns[position];
        if (NextFailure(turn, $"{request.Conversation}/{start}/{name}/{position}") is { InTheMiddle: false } failure)
        {
            return new Answer { Script = name, Position = position, Failure = failure };
        }

        var values = marker is null ? [] : ValuePattern().Matches(marker.Groups["values"].Value).ToDictionary(static match => match.Groups[1].Value, static match => match.Groups[2].Value, StringComparer.Ordinal);
        var blocks = BlocksOf(turn, request, new Placeholders(values));
        var isSearch = blocks.Exists(static block => block is CallBlock { IsSearch: true });
        return new Answer
        {
            Script = name,
            Position = position,
            Blocks = isSearch ? [.. blocks.Where(static block => block is CallBlock { IsSearch: true })] : blocks,
            Usage = turn.Usage,
            Delay = turn.Before.OfType<ScriptedPause>().Aggregate(TimeSpan.Zero, static (sum, pause) => sum + pause.Time),
            Failure = TakeMiddleFailure(turn, $"{request.Conversation}/{start}/{name}/{position}/middle"),
        };
    }

    private static Answer Say(string script, int position, string text) =>
        new() { Script = script, Position = position, Blocks = [new TextBlock(text)] };

    private static List<Block> BlocksOf(ScriptedTurn turn, ModelRequest request, Placeholders values)
    {
        var blocks = new List<Block>();
        if (turn.Text is { } text)
        {
            blocks.Add(new TextBlock(values.Fill(text)));
        }

        blocks.AddRange(turn.Calls.Select(call => ToolCaller.Call(call, request, values)));
        return blocks;
    }

    private static int FindMarker(IReadOnlyList<Turn> turns)
    {
        for (var index = turns.Count - 1; index >= 0; index--)
        {
            if (turns[index].Role == TurnRole.User && MarkerPattern().IsMatch(turns[index].Text))
            {
                return index;
            }
        }

        return -1;
    }

    private int FindWords(IReadOnlyList<Turn> turns)
    {
        for (var index = 0; index < turns.Count; index++)
        {
            if (turns[index].Role == TurnRole.User && nameByWords(turns[index].Text) is not null)
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Counts the model's turns; what it says and calls in one answer may come as several in a row.</summary>
    private static int CountAnswers(IReadOnlyList<Turn> turns, int from) =>
        Enumerable.Range(from, turns.Count - from).Count(index => turns[index].Role == TurnRole.Assistant && (index == from || turns[index - 1].Role != TurnRole.Assistant));

    private ScriptedFailure? NextFailure(ScriptedTurn turn, string place)
    {
        var failures = turn.Before.OfType<ScriptedFailure>().Where(static failure => !failure.InTheMiddle).SelectMany(static failure => Enumerable.Repeat(failure, failure.Times)).ToList();
        var met = _failuresMet.GetValueOrDefault(place);
        if (met >= failures.Count)
        {
            return null;
        }

        _failuresMet[place] = met + 1;
        return failures[met];
    }

    private ScriptedFailure? TakeMiddleFailure(ScriptedTurn turn, string place) =>
        turn.Before.OfType<ScriptedFailure>().FirstOrDefault(static failure => failure.InTheMiddle) is { } failure && _failuresMet.TryAdd(place, 1) ? failure : null;

    [GeneratedRegex(@"\[\[script:(?<name>[\w.-]+)(?<values>[^\]]*)\]\]")]
    private static partial Regex MarkerPattern();

    [GeneratedRegex(@"([\w-]+)=(\S+)")]
    private static partial Regex ValuePattern();
}
