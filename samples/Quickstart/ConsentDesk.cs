using Ao;
using Ao.Consents;
using Spectre.Console;

namespace Quickstart;

/// <summary>Puts requests for consent before the person, or answers them where that was asked for.</summary>
internal sealed class ConsentDesk(IConsents consents, RunOptions options)
{
    private readonly HashSet<string> _left = new(StringComparer.Ordinal);
    private readonly Operator _operator = new(Environment.UserName, options.Yes ? "--yes" : "console");

    /// <summary>Gets whether a person can be asked.</summary>
    public bool CanAsk => !options.Json && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsInputRedirected;

    /// <summary>Gets the requests that wait and were not left to later.</summary>
    public IReadOnlyList<Consent> Waiting => [.. consents.List().Where(consent => !_left.Contains(consent.Id))];

    /// <summary>Deals with everything that waits.</summary>
    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        foreach (var consent in Waiting)
        {
            if (options.Yes)
            {
                await consents.AnswerAsync(consent.Id, ConsentDecision.Approve, _operator, "--yes was given", cancellationToken);
            }
            else if (CanAsk)
            {
                Show(consent);
                var approved = await AnsiConsole.ConfirmAsync("Allow exactly this, once?", defaultValue: false, cancellationToken);
                await consents.AnswerAsync(consent.Id, approved ? ConsentDecision.Approve : ConsentDecision.Deny, _operator, cancellationToken: cancellationToken);
            }
            else
            {
                _left.Add(consent.Id);
            }
        }
    }

    private static void Show(Consent consent)
    {
        var table = new Table().Title(Markup.Escape(Printable.Clean(consent.Title))).AddColumns("what", "exactly").RoundedBorder();
        foreach (var (name, value) in consent.Parameters)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(Printable.Clean(value)));
        }

        AnsiConsole.Write(table);
    }
}
