using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Ao.Files;
using Ao.Notifiers;
using Ao.Plugins;

namespace Ao.Channels;

/// <summary>The questions that were asked, with their codes and the answers that came, kept beyond the host's life.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class OpenQuestions(PluginEnvironment environment, TimeProvider timeProvider) : IDisposable
{
    private const int Most = 2_000;
    private static readonly TimeSpan s_kept = TimeSpan.FromDays(1);
    private readonly string _file = Path.Combine(environment.DataFolder, "questions.json");
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Channel<bool> _answered = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private List<OpenQuestion>? _questions;

    /// <summary>Enters a question, or finds it.</summary>
    /// <param name="question">The question.</param>
    /// <param name="codeOf">Gives its code: called with 0, and with 1, 2 and so on where the code before is another question's.</param>
    /// <param name="cancellationToken">The token that cancels it.</param>
    public ValueTask<OpenQuestion> OpenAsync(ConsentQuestion question, Func<int, string> codeOf, CancellationToken cancellationToken) => ChangeAsync<OpenQuestion>(
        questions =>
        {
            if (questions.Find(entry => entry.ConsentId == question.ConsentId) is { } known)
            {
                return (known, null);
            }

            var turn = 0;
            string code;
            do
            {
                code = codeOf(turn++);
            }
            while (questions.Exists(entry => entry.Code == code));

            var opened = new OpenQuestion { ConsentId = question.ConsentId, Code = code, ExpiresAt = question.ExpiresAt, Session = question.Session };
            return (opened, [.. Current(questions), opened]);
        },
        cancellationToken);

    /// <summary>Takes an answer; it is durable when this returns.</summary>
    /// <returns>The question, with the answer where it was the first; <see langword="null"/> where no question has the code.</returns>
    public async ValueTask<OpenQuestion?> AnswerAsync(string code, bool approved, string person, string? reason, CancellationToken cancellationToken)
    {
        var answered = await ChangeAsync<OpenQuestion?>(
            questions =>
            {
                if (questions.Find(entry => entry.Code == code) is not { } question || question.IsClosed || question.Answer is not null)
                {
                    return (questions.Find(entry => entry.Code == code), null);
                }

                var given = question with { Answer = new ConsentAnswer(question.ConsentId, approved, person, reason) };

                // Last, so that answers are read in the order in which they came.
                return (given, [.. questions.Where(entry => entry != question), given]);
            },
            cancellationToken).ConfigureAwait(false);
        _answered.Writer.TryWrite(true);
        return answered;
    }

    /// <summary>Closes a question.</summary>
    /// <returns>The question, or <see langword="null"/> where it was never asked.</returns>
    public ValueTask<OpenQuestion?> CloseAsync(string consentId, CancellationToken cancellationToken) => ChangeAsync<OpenQuestion?>(
        questions => questions.Find(entry => entry.ConsentId == consentId) is { } question
            ? (question, question.IsClosed ? null : [.. questions.Select(entry => entry == question ? entry with { IsClosed = true } : entry)])
            : (null, null),
        cancellationToken);

    /// <summary>Gives each answer to a question that is not closed, once, and then those that come. What an earlier host has taken and not acted on is among them.</summary>
    public async IAsyncEnumerable<ConsentAnswer> ReadAnswersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            foreach (var answer in await AnswersAsync(cancellationToken).ConfigureAwait(false))
            {
                if (given.Add(answer.ConsentId))
                {
                    yield return answer;
                }
            }

            await _answered.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _turn.Dispose();

    private ValueTask<IReadOnlyList<ConsentAnswer>> AnswersAsync(CancellationToken cancellationToken) => ChangeAsync<IReadOnlyList<ConsentAnswer>>(
        static questions => ([.. questions.Where(static entry => !entry.IsClosed).Select(static entry => entry.Answer).OfType<ConsentAnswer>()], null),
        cancellationToken);

    private IEnumerable<OpenQuestion> Current(List<OpenQuestion> questions)
    {
        var oldest = timeProvider.GetUtcNow() - s_kept;
        return questions.Where(entry => entry.ExpiresAt > oldest || (entry is { IsClosed: false, Answer: not null })).TakeLast(Most);
    }

    private async ValueTask<T> ChangeAsync<T>(Func<List<OpenQuestion>, (T Result, List<OpenQuestion>? Changed)> change, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            _questions ??= File.Exists(_file) ? JsonSerializer.Deserialize(await File.ReadAllBytesAsync(_file, cancellationToken).ConfigureAwait(false), OpenQuestionsJson.Default.ListOpenQuestion) ?? [] : [];
            var (result, changed) = change(_questions);
            if (changed is not null)
            {
                await DurableFile.WriteAsync(_file, JsonSerializer.SerializeToUtf8Bytes(changed, OpenQuestionsJson.Default.ListOpenQuestion), cancellationToken).ConfigureAwait(false);
                _questions = changed;
            }

            return result;
        }
        catch (JsonException exception)
        {
            throw new AoException($"The questions cannot be read from '{_file}': it is damaged. Move the file aside; what was asked is asked again.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new TransientException($"The questions cannot be kept in '{_file}': {exception.Message}", innerException: exception);
        }
        finally
        {
            _turn.Release();
        }
    }
}
