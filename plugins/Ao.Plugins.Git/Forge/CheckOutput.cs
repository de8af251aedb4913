using System.Text;
using Ao.Commands;

namespace Ao.Plugins.Git.Forge;

/// <summary>Keeps the end of a check's newest step in bounded memory, however much the check writes. A line <c>::step name</c> begins a step.</summary>
/// <remarks>What the check runs was written by an agent: a step's name is text from outside, and no more than a name.</remarks>
internal sealed class CheckOutput : ICommandObserver
{
    /// <summary>The longest name of a step, in characters.</summary>
    public const int MaxStep = 200;

    /// <summary>How many bytes are kept of each stream.</summary>
    public const int Limit = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly StepLines _output;
    private readonly StepLines _error;
    private readonly OutputTail _outputTail = new(Limit);
    private readonly OutputTail _errorTail = new(Limit);

    public CheckOutput() => (_output, _error) = (new StepLines(_outputTail.Write, Begin), new StepLines(_errorTail.Write, Begin));

    /// <summary>Gets the step that runs, or <see langword="null"/> before the first one and in one without a name.</summary>
    public string? Step { get; private set; }

    /// <summary>Gets whether anything was written, steps included.</summary>
    public bool IsEmpty { get; private set; } = true;

    public void Observe(ReadOnlySpan<byte> bytes, bool isError)
    {
        lock (_gate)
        {
            IsEmpty &= bytes.IsEmpty;
            (isError ? _error : _output).Write(bytes);
        }
    }

    /// <summary>Gives the end of the newest step: what it wrote to its output, then to its error.</summary>
    public string ToText()
    {
        lock (_gate)
        {
            _output.Complete();
            _error.Complete();
            return Printable.Clean($"{_outputTail}\n{_errorTail}".Trim());
        }
    }

    private void Begin(ReadOnlySpan<byte> name)
    {
        var text = Printable.Clean(Encoding.UTF8.GetString(name).Replace('\t', ' ')).Trim();
        Step = text.Length == 0 ? null : text.Length <= MaxStep ? text : text[..(char.IsHighSurrogate(text[MaxStep - 1]) ? MaxStep - 1 : MaxStep)];
        _outputTail.Clear();
        _errorTail.Clear();
    }
}
