using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Ao.Configuration;

/// <summary>Checks the validation attributes of options and of everything inside them.</summary>
internal sealed class AnnotationValidator(ConfigurationProblems problems)
{
    private readonly NullabilityInfoContext _nullability = new();

    // A plugin's options may lead back to themselves.
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);

    public void Validate(object options, string key = "")
    {
        if (!_seen.Add(options))
        {
            return;
        }

        foreach (var property in OptionsBinder.PropertiesOf(options.GetType()).Values.OrderBy(static property => property.MetadataToken))
        {
            var propertyKey = OptionsBinder.Join(key, property.Name);
            var value = property.GetValue(options);
            if (!problems.Has(propertyKey))
            {
                Check(options, property, value, propertyKey);
            }

            Descend(value, propertyKey);
        }

        if (options is IValidatableObject validatable)
        {
            foreach (var failure in validatable.Validate(new ValidationContext(options)).OfType<ValidationResult>())
            {
                var member = failure.MemberNames.FirstOrDefault();
                problems.Add(member is null ? key : OptionsBinder.Join(key, member), failure.ErrorMessage ?? "is not valid");
            }
        }
    }

    private void Check(object options, PropertyInfo property, object? value, string key)
    {
        var context = new ValidationContext(options) { MemberName = property.Name };
        var failed = property.GetCustomAttributes<ValidationAttribute>().FirstOrDefault(attribute => attribute.GetValidationResult(value, context) != ValidationResult.Success);
        if (failed is not null)
        {
            problems.Add(key, Describe(failed, property.Name));
        }
        else if (value is null && IsNeverNull(property))
        {
            problems.Add(key, "is null. Leave it as it is or give it a value");
        }
        else if (value is Enum && !Enum.IsDefined(value.GetType(), value))
        {
            problems.Add(key, $"has a value that is not known. Use one of {string.Join(", ", Enum.GetNames(value.GetType()))}");
        }
    }

    private void Descend(object? value, string key)
    {
        switch (value)
        {
            case null or string or IConfigurationSection:
                break;
            case IDictionary dictionary:
                foreach (DictionaryEntry entry in dictionary)
                {
                    DescendInto(entry.Value, OptionsBinder.Join(key, Format(entry.Key)));
                }

                break;
            case IList list:
                for (var index = 0; index < list.Count; index++)
                {
                    DescendInto(list[index], OptionsBinder.Join(key, index.ToString(CultureInfo.InvariantCulture)));
                }

                break;
            default:
                if (OptionsBinder.IsOptions(value.GetType()))
                {
                    Validate(value, key);
                }

                break;
        }
    }

    private void DescendInto(object? value, string key)
    {
        if (value is null)
        {
            problems.Add(key, "is null. Give it a value or remove the entry");
        }
        else if (value is Enum && !Enum.IsDefined(value.GetType(), value))
        {
            problems.Add(key, $"is not known. Use one of {string.Join(", ", Enum.GetNames(value.GetType()))}");
        }
        else
        {
            Descend(value, key);
        }
    }

    private bool IsNeverNull(PropertyInfo property) =>
        _nullability.Create(property).ReadState == NullabilityState.NotNull && (OptionsBinder.IsOptions(property.PropertyType) || OptionsCollection.Of(property.PropertyType) is not null);

    private static string Describe(ValidationAttribute attribute, string name) => attribute switch
    {
        { ErrorMessage: not null } or { ErrorMessageResourceName: not null } => attribute.FormatErrorMessage(name),
        RequiredAttribute => "is missing. Give it a value",
        RangeAttribute range => $"is out of range. Use {Format(range.Minimum)} to {Format(range.Maximum)}",
        MinLengthAttribute least => $"is too short. Give it {least.Length} or more",
        RegularExpressionAttribute pattern => $"does not have the form {pattern.Pattern}",
        _ => attribute.FormatErrorMessage(name),
    };

    private static string Format(object value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
