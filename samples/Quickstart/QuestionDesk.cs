using Ao;
using Ao.Sessions;
using Spectre.Console;

namespace Quickstart;

/// <summary>Brings the questions of agents to the person, and the answers back.</summary>
internal sealed class QuestionDesk(IOrchestrator orchestrator, IReadOnlyList<SessionId> sessions, Person person) : IDesk
{
    private const string NobodyThere = "Nobody is there to answer. Decide as you see fit, say what you decided, and go on.";

    public bool HasWork => (person.AlwaysAgrees || person.CanBeAsked) && Waiting.Any();

    /// <summary>Gets the questions that nobody has answered, of sessions that wait for the answer.</summary>
    private IEnumerable<SessionQuestion> Waiting => orchestrator.Questions.List().Where(question => sessions.Contains(question.Session) && orchestrator.Get(question.Session).Status == SessionStatus.WaitingForInput);

    public async Task ServeAsync(CancellationToken cancellationToken)
    {
        foreach (var question in HasWork ? Waiting.ToList() : [])
        {
            var answer = person.AlwaysAgrees ? NobodyThere : await AskAsync(question, cancellationToken);
            try
            {
                await orchestrator.Questions.AnswerAsync(question.Id, answer, person.Operator, cancellationToken);
            }
            catch (AoException exception)
            {
                // It was answered elsewhere, or its session has ended meanwhile.
                Person.Tell($"The answer was not taken. {exception.Message}");
            }
        }
    }

    private static async Task<string> AskAsync(SessionQuestion question, CancellationToken cancellationToken)
    {
        AnsiConsole.Write(new Rule($"[bold]{question.Session} asks you[/]").LeftJustified());
        AnsiConsole.WriteLine(Printable.Clean(question.Text));
        foreach (var choice in question.Choices)
        {
            AnsiConsole.WriteLine($"- {Printable.Clean(choice)}");
        }

        return await Person.ReadAsync("Your answer:", cancellationToken);
    }
}
