using Ao;
using Ao.Consents;
using Ao.Effects;
using Spectre.Console;

namespace Quickstart;

/// <summary>Who is asked: the person at the console, if there is one.</summary>
internal sealed class Person(RunOptions options)
{
    /// <summary>Gets whether every question is answered with yes, because the person has said so beforehand.</summary>
    public bool AlwaysAgrees => options.Yes;

    /// <summary>Tells whether such a thing is agreed to without asking. What moves a branch that others work on, or makes something new in somebody's name, takes an answer of its own.</summary>
    public bool AgreesTo(EffectKind kind, bool isOnForge) =>
        AlwaysAgrees && !(isOnForge && kind is EffectKind.MergePullRequest or EffectKind.CreateFork or EffectKind.SwitchPushTarget);

    /// <summary>Gets whether a person is there to be asked.</summary>
    public bool CanBeAsked => !options.Json && AnsiConsole.Profile.Capabilities.Interactive && !Console.IsInputRedirected;

    /// <summary>Gets who answers, for the record.</summary>
    public Operator Operator { get; } = new(Environment.UserName, options.Yes ? "--yes" : "console");

    /// <summary>Asks, and gives one of the answers.</summary>
    /// <param name="question">The question.</param>
    /// <param name="answers">What can be answered; the first is taken where nothing is typed.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    public static Task<string> AskAsync(string question, IReadOnlyList<string> answers, CancellationToken cancellationToken)
    {
        ForgetTyped();
        return new TextPrompt<string>(Markup.Escape(question)).AddChoices(answers).DefaultValue(answers[0]).ShowAsync(AnsiConsole.Console, cancellationToken);
    }

    /// <summary>Asks for a text.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">The token that ends waiting.</param>
    public static Task<string> ReadAsync(string question, CancellationToken cancellationToken)
    {
        ForgetTyped();
        return new TextPrompt<string>(Markup.Escape(question)).ShowAsync(AnsiConsole.Console, cancellationToken);
    }

    /// <summary>Tells the person something beside the summary.</summary>
    public static void Tell(string text) => Console.Error.WriteLine(Printable.Clean(text));

    /// <summary>What was typed before a question was seen is no answer to it.</summary>
    private static void ForgetTyped()
    {
        while (Console.KeyAvailable)
        {
            Console.ReadKey(intercept: true);
        }
    }
}
