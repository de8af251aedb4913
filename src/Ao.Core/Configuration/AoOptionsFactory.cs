using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Ao.Configuration;

/// <summary>Makes one orchestrator's options: the defaults, then the section, then code. What is wrong with any of it is reported at once.</summary>
/// <param name="orchestrator">The orchestrator's name, for the error.</param>
/// <param name="section">The section, where there is one.</param>
/// <param name="configure">What the host's code sets, in order.</param>
/// <param name="postConfigure">What the host's code sets after everything else.</param>
/// <param name="validations">What the host checks itself.</param>
internal sealed class AoOptionsFactory(
    string orchestrator,
    IConfiguration? section,
    IEnumerable<IConfigureOptions<AoOptions>> configure,
    IEnumerable<IPostConfigureOptions<AoOptions>> postConfigure,
    IEnumerable<IValidateOptions<AoOptions>> validations) : IOptionsFactory<AoOptions>
{
    public AoOptions Create(string name)
    {
        var options = new AoOptions();
        var problems = new ConfigurationProblems(section);
        if (section is not null)
        {
            new FloorRules(problems).Check(section);
            new OptionsBinder(problems).Bind(section, options);
        }

        foreach (var step in configure)
        {
            step.Configure(options);
        }

        foreach (var step in postConfigure)
        {
            step.PostConfigure(name, options);
        }

        new AnnotationValidator(problems).Validate(options);
        OptionsNames.Normalise(options);
        if (options.Projects is not null)
        {
            new ProjectRules(problems).Validate(options);
        }

        if (options.PluginFolders is { Count: 0 })
        {
            options.PluginFolders = [AoOptions.DefaultPluginFolder];
        }

        foreach (var validation in validations)
        {
            foreach (var failure in validation.Validate(name, options).Failures ?? [])
            {
                if (validation is IPlacedValidation)
                {
                    problems.AddLine(failure);
                }
                else
                {
                    problems.Add("", failure);
                }
            }
        }

        if (problems.Lines.Count > 0)
        {
            throw new ConfigurationException($"The configuration of the orchestrator '{Printable.Quote(orchestrator)}'", problems.Lines);
        }

        return options;
    }
}
