namespace Ao.Acp;

/// <summary>What hosts have asked of an agent over the life of its process: requests are not seen in its output, only the answers are.</summary>
internal sealed class AcpSteps(AcpFiles files)
{
    private readonly Lock _lock = new();
    private readonly List<AcpStep> _steps = files.ReadSteps();

    public bool Has(string kind)
    {
        lock (_lock)
        {
            return _steps.Exists(step => step.Kind == kind);
        }
    }

    /// <summary>Tells whether a message was handed over.</summary>
    public bool HasPrompt(string messageId)
    {
        lock (_lock)
        {
            return _steps.Exists(step => step.Kind == AcpStep.Prompt && step.Id == messageId);
        }
    }

    /// <summary>Gives a turn's prompt, or <see langword="null"/> where no such turn was asked for.</summary>
    public AcpStep? PromptOf(int turn)
    {
        lock (_lock)
        {
            return _steps.Where(static step => step.Kind == AcpStep.Prompt).ElementAtOrDefault(turn);
        }
    }

    /// <summary>Tells whether a turn was broken off by a host.</summary>
    public bool IsCancelled(int turn)
    {
        lock (_lock)
        {
            var prompts = 0;
            return _steps.Exists(step => (prompts += step.Kind == AcpStep.Prompt ? 1 : 0) == turn + 1 && step.Kind == AcpStep.Cancel);
        }
    }

    /// <summary>Does something and writes it down. It is written first, so that what was done is never done twice, and taken back where it could not be done.</summary>
    public async Task DoAsync(AcpStep step, Func<Task> action, CancellationToken cancellationToken)
    {
        Add(step);
        await files.AddStepAsync(step, cancellationToken).ConfigureAwait(false);
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (AoException)
        {
            await files.WriteStepsAsync(Without(step), CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    private void Add(AcpStep step)
    {
        lock (_lock)
        {
            _steps.Add(step);
        }
    }

    private List<AcpStep> Without(AcpStep step)
    {
        lock (_lock)
        {
            _steps.RemoveAt(_steps.LastIndexOf(step));
            return [.. _steps];
        }
    }
}
